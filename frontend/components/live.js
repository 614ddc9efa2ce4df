// <console-live beat="1763889302113" since="…" text-live="…" …>: whether what the page shows is live, in one of three
// words. The server raises `beat` (its time in milliseconds) every second; the connection's own state says nothing while
// nobody clicks. With `since` it says that it stands still itself. What needs the server rests meanwhile.

import { setServerTime, now } from './clock.js';
import { timeOfDay } from './ago.js';

const LOST_AFTER_MS = 3000;
const CHECK_EVERY_MS = 250;
const ASK_EVERY_MS = 2000;

const NEEDS_SERVER = [
  'button', 'upload', 'text-field', 'text-area', 'combo-box', 'multi-select-combo-box', 'select', 'date-picker',
  'date-time-picker', 'checkbox', 'radio-button', 'menu-bar', 'tab', 'grid-sorter',
].map((name) => `vaadin-${name}`).join(', ');

class ConsoleLive extends HTMLElement {
  static observedAttributes = ['beat', 'since'];

  connectedCallback() {
    this.words = document.createElement('span');
    this.words.className = 'words';
    this.words.setAttribute('role', 'status');
    this.replaceChildren(this.words);
    this.checkedAt = performance.now();
    this.timer = setInterval(() => this.check(), CHECK_EVERY_MS);
    this.offline = () => this.lose(now());
    window.addEventListener('offline', this.offline);
    if (this.hasAttribute('since')) this.lose(Number(this.getAttribute('since')));
    else this.heard();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    window.removeEventListener('offline', this.offline);
  }

  attributeChangedCallback(name, _, value) {
    if (value === null) return;
    if (name === 'beat') setServerTime(Number(value));
    if (!this.isConnected || !this.words) return;
    if (name === 'beat') this.heard();
    else this.lose(Number(value));
  }

  heard() {
    this.missingMs = 0;
    this.away = false;
    if (this.state('live')) {
      this.words.textContent = this.getAttribute('text-live');
      this.goOn();
    }
  }

  // Counts only the time in which this page itself was awake: a browser that stood still has missed nothing.
  check() {
    const at = performance.now();
    const passed = Math.min(at - this.checkedAt, 2 * CHECK_EVERY_MS);
    this.checkedAt = at;
    this.missingMs = document.hidden ? 0 : this.missingMs + passed;
    if (this.missingMs > LOST_AFTER_MS) this.lose(Number(this.getAttribute('beat')));
    if (this.getAttribute('state') === 'lost') this.ask(at);
  }

  lose(sinceMs) {
    if (this.getAttribute('state') === 'out' || !this.state('lost')) return;
    const time = timeOfDay(sinceMs, document.documentElement.lang || undefined);
    this.words.textContent = this.getAttribute('text-lost').replace('{time}', time);
    this.rest();
  }

  // Whether the way to the server is open again, but no longer for this person.
  async ask(at) {
    if (at - (this.askedAt ?? -Infinity) < ASK_EVERY_MS) return;
    this.askedAt = at;
    try {
      const answer = await fetch(location.pathname, { method: 'HEAD', redirect: 'manual', cache: 'no-store' });
      const refused = answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403;
      if (refused && this.getAttribute('state') === 'lost') this.signedOut();
    } catch {
      this.away = true;
    }
  }

  signedOut() {
    this.state('out');
    const again = document.createElement('a');
    again.href = location.href;
    again.setAttribute('router-ignore', '');
    again.textContent = this.getAttribute('text-again');
    this.words.replaceChildren(this.getAttribute(this.away ? 'text-out-away' : 'text-out'), ' ', again);
  }

  state(state) {
    if (!this.words || this.getAttribute('state') === state) return false;
    this.setAttribute('state', state);
    return true;
  }

  rest() {
    this.focused = document.activeElement;
    document.querySelectorAll(NEEDS_SERVER).forEach((each) => {
      if (each.inert) return;
      each.inert = true;
      each.setAttribute('data-resting', '');
    });
  }

  goOn() {
    document.querySelectorAll('[data-resting]').forEach((each) => {
      each.inert = false;
      each.removeAttribute('data-resting');
    });
    if (document.activeElement === document.body) this.focused?.focus?.({ preventScroll: true });
    this.focused = null;
  }
}

customElements.define('console-live', ConsoleLive);
