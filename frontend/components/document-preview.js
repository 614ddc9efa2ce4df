// <console-document document="…" name="…" busy="…" failed="…">: the document behind an address of ours, in a frame that may do
// nothing: no script, no form, no window. Of several that are asked for the last one counts, and it is asked for after a
// pause: each is work for the node. Where the node is busy it is asked once more.

const PAUSE_MS = 400;
const LONGEST_WAIT_S = 5;

class ConsoleDocument extends HTMLElement {
  static observedAttributes = ['document'];

  connectedCallback() {
    this.load();
  }

  disconnectedCallback() {
    this.asked?.abort();
  }

  attributeChangedCallback() {
    if (this.isConnected) this.load();
  }

  async load() {
    const address = this.getAttribute('document');
    this.asked?.abort();
    const { signal } = (this.asked = new AbortController());
    if (!address) return;
    this.setAttribute('aria-busy', 'true');
    if (!this.querySelector('iframe')) this.say('busy', 'status');
    const text = await this.text(address, signal);
    if (signal.aborted) return;
    this.removeAttribute('aria-busy');
    if (text === null) {
      this.say('failed', 'alert');
    } else {
      this.frame().srcdoc = text;
    }
  }

  say(what, role) {
    const words = document.createElement('p');
    words.className = what;
    words.setAttribute('role', role);
    words.textContent = this.getAttribute(what);
    this.replaceChildren(words);
  }

  async text(address, signal) {
    try {
      await this.pause(PAUSE_MS, signal);
      let answer = await fetch(address, { signal });
      if (answer.status === 429) {
        const seconds = Number(answer.headers.get('Retry-After')) || 1;
        await this.pause(Math.min(seconds, LONGEST_WAIT_S) * 1000, signal);
        answer = await fetch(address, { signal });
      }
      return answer.ok ? await answer.text() : null;
    } catch {
      return null;
    }
  }

  pause(ms, signal) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, ms);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(signal.reason);
      });
    });
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
