// <console-time at="2026-11-23T09:15:02Z">: the instant in words, kept current, in the language of the page.

import { ago, exactly } from './ago.js';
import { now } from './clock.js';

const shown = new Set();
const REFRESH_MS = 5000;

class ConsoleTime extends HTMLElement {
  static observedAttributes = ['at'];

  connectedCallback() {
    shown.add(this);
    this.render();
  }

  disconnectedCallback() {
    shown.delete(this);
  }

  attributeChangedCallback() {
    if (this.isConnected) this.render();
  }

  render() {
    const at = Date.parse(this.getAttribute('at'));
    if (Number.isNaN(at)) {
      this.replaceChildren();
      return;
    }
    const language = document.documentElement.lang || undefined;
    this.time().dateTime = this.getAttribute('at');
    this.time().title = exactly(at, language);
    this.refresh(at, language);
  }

  refresh(at = Date.parse(this.getAttribute('at')), language = document.documentElement.lang || undefined) {
    const words = ago(at, now(), language);
    if (!Number.isNaN(at) && this.time().textContent !== words) this.time().textContent = words;
  }

  time() {
    if (!this.firstElementChild) this.append(document.createElement('time'));
    return this.firstElementChild;
  }
}

setInterval(() => {
  if (!document.hidden) shown.forEach((element) => element.refresh());
}, REFRESH_MS);

customElements.define('console-time', ConsoleTime);
