// <console-document document="…" name="…" failed="…">: the document behind an address of ours, in a frame that may do
// nothing: no script, no form, no window. Of several that are asked for the last one counts.

class ConsoleDocument extends HTMLElement {
  static observedAttributes = ['document'];

  connectedCallback() {
    this.load();
  }

  disconnectedCallback() {
    this.turn = (this.turn ?? 0) + 1;
  }

  attributeChangedCallback() {
    if (this.isConnected) this.load();
  }

  async load() {
    const address = this.getAttribute('document');
    const turn = (this.turn = (this.turn ?? 0) + 1);
    if (!address) return;
    this.setAttribute('aria-busy', 'true');
    const text = await this.text(address);
    if (turn !== this.turn) return;
    this.removeAttribute('aria-busy');
    if (text === null) {
      const words = document.createElement('p');
      words.className = 'refusal';
      words.setAttribute('role', 'alert');
      words.textContent = this.getAttribute('failed');
      this.replaceChildren(words);
    } else {
      this.frame().srcdoc = text;
    }
  }

  async text(address) {
    try {
      const answer = await fetch(address);
      return answer.ok ? await answer.text() : null;
    } catch {
      return null;
    }
  }

  frame() {
    let frame = this.querySelector('iframe');
    if (!frame) {
      frame = document.createElement('iframe');
      frame.setAttribute('sandbox', '');
      frame.title = this.getAttribute('name');
      this.replaceChildren(frame);
    }
    return frame;
  }
}

customElements.define('console-document', ConsoleDocument);
