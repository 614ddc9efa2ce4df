// <console-sign-in> beside a form that signs in: keeps the name that was typed here over one attempt that did not lead
// in, so that only the password is to be typed again. In this tab alone, for a minute, and taken once: no address
// brings one, and nobody who comes later finds it.
// <console-sign-in refused>: the attempt before did not lead in.

const KEPT = 'runtruth-sign-in';
const FOR_MS = 60_000;

class ConsoleSignIn extends HTMLElement {
  static observedAttributes = ['refused'];

  connectedCallback() {
    this.ended = new AbortController();
    this.form = this.parentElement.querySelector('vaadin-login-form');
    this.form.addEventListener('login', ({ detail }) => this.keep(detail.username), { signal: this.ended.signal });
    this.attributeChangedCallback();
  }

  disconnectedCallback() {
    this.ended.abort();
  }

  attributeChangedCallback() {
    if (this.isConnected && this.form && this.hasAttribute('refused')) this.fill(this.take());
  }

  keep(name) {
    sessionStorage.setItem(KEPT, JSON.stringify({ name, at: Date.now() }));
  }

  take() {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null');
    sessionStorage.removeItem(KEPT);
    return kept && Date.now() - kept.at < FOR_MS ? kept.name : '';
  }

  async fill(name) {
    await customElements.whenDefined('vaadin-login-form');
    await this.form.updateComplete;
    const field = this.form.querySelector('[name="username"]');
    if (name && !field.value) field.value = name;
    (field.value ? this.form.querySelector('[name="password"]') : field).focus();
  }
}

customElements.define('console-sign-in', ConsoleSignIn);
