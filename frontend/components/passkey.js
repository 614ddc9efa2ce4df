// <console-passkey>: around a button that signs in with a passkey, without the server's page in between. Not there where
// the browser knows none.
// <console-passkey-new question="…">: asks the person's device for a new passkey as soon as there is a question, and
// tells the page "made" with the answer, or "refused".

const QUESTION = '/login/passkey/question';
const ANSWER = '/login/passkey';
const WHY = { 429: 'throttled', 503: 'busy' };

// A part that is null is left out: the browser takes it for the word.
const parse = (json) => JSON.parse(json, (_, value) => value ?? undefined);

class ConsolePasskey extends HTMLElement {
  connectedCallback() {
    this.hidden = !window.PublicKeyCredential?.parseRequestOptionsFromJSON;
    this.addEventListener('click', () => this.signIn());
  }

  async signIn() {
    if (this.asking) return;
    this.asking = true;
    try {
      const question = await fetch(QUESTION, { method: 'POST' });
      if (!question.ok) return this.back(question.status);
      const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(parse(await question.text()));
      const credential = await navigator.credentials.get({ publicKey });
      const answer = await fetch(ANSWER, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(credential.toJSON()),
      });
      if (answer.ok) location.assign(answer.headers.get('Location'));
      else this.back(answer.status);
    } catch (refused) {
      // the person has closed the device's question, or let it pass
      if (refused.name !== 'NotAllowedError' && refused.name !== 'AbortError') this.back(401);
    } finally {
      this.asking = false;
    }
  }

  back(status) {
    location.assign(`/login?${WHY[status] ?? 'passkey'}`);
  }
}

class ConsolePasskeyNew extends HTMLElement {
  static observedAttributes = ['question'];

  attributeChangedCallback(_, before, question) {
    if (question && question !== before) this.ask(question);
  }

  async ask(question) {
    try {
      const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(parse(question));
      const credential = await navigator.credentials.create({ publicKey });
      this.tell('made', JSON.stringify(credential.toJSON()));
    } catch (refused) {
      this.tell('refused', refused.name);
    }
  }

  tell(what, detail) {
    this.dispatchEvent(new CustomEvent(what, { detail }));
  }
}

customElements.define('console-passkey', ConsolePasskey);
customElements.define('console-passkey-new', ConsolePasskeyNew);
