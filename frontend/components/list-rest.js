// <list-rest> in a list: tells the server whether somebody works in the list, or it rests at its top and new rows may
// enter by themselves. Who has just left it may come back: it rests a second later.

const LEFT_FOR_MS = 1000;

class ListRest extends HTMLElement {
  connectedCallback() {
    const list = this.parentElement;
    this.ended = new AbortController();
    this.rests = false;
    const look = () => this.look();
    for (const name of ['pointerenter', 'pointerleave', 'focusin', 'focusout']) {
      list.addEventListener(name, look, { signal: this.ended.signal });
    }
    customElements.whenDefined('vaadin-grid').then(() => {
      this.table = list.querySelector('vaadin-grid')?.$?.table;
      this.table?.addEventListener('scroll', look, { signal: this.ended.signal, passive: true });
      this.look();
    });
  }

  disconnectedCallback() {
    this.ended.abort();
    clearTimeout(this.timer);
  }

  look() {
    clearTimeout(this.timer);
    if (this.isUsed()) {
      this.tell(false);
    } else if (!this.rests) {
      this.timer = setTimeout(() => this.tell(!this.isUsed()), LEFT_FOR_MS);
    }
  }

  isUsed() {
    const list = this.parentElement;
    return !list || list.matches(':hover, :focus-within') || (this.table?.scrollTop ?? 0) > 0;
  }

  tell(rests) {
    if (rests !== this.rests) {
      this.rests = rests;
      this.dispatchEvent(new CustomEvent(rests ? 'list-rests' : 'list-used'));
    }
  }
}

customElements.define('list-rest', ListRest);
