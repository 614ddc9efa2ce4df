// <console-live beat="1763889302113" text-live="…" text-lost="…">: whether pushes arrive. The server raises `beat` (its time in
// milliseconds) every few seconds; the connection's own state says nothing while nobody clicks.

import { setServerTime } from './clock.js';

const LOST_AFTER_MS = 12000;
const CHECK_EVERY_MS = 1000;

class ConsoleLive extends HTMLElement {
  static observedAttributes = ['beat'];

  connectedCallback() {
    this.words = document.createElement('span');
    this.words.className = 'words';
    this.words.setAttribute('role', 'status');
    this.replaceChildren(this.words);
    this.heard();
    this.timer = setInterval(() => this.check(), CHECK_EVERY_MS);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  attributeChangedCallback() {
    setServerTime(Number(this.getAttribute('beat')));
    if (this.isConnected) this.heard();
  }

  heard() {
    this.heardAt = performance.now();
    this.show('live');
  }

  check() {
    if (performance.now() - this.heardAt > LOST_AFTER_MS) this.show('lost');
  }

  show(state) {
    if (!this.words || this.getAttribute('state') === state) return;
    this.setAttribute('state', state);
    this.words.textContent = this.getAttribute(`text-${state}`);
  }
}

customElements.define('console-live', ConsoleLive);
