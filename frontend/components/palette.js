// Ctrl or ⌘ with K opens the palette from anywhere; "?" does too, where nobody writes. Each does what a click on its
// button does.

const WRITING = 'input, textarea, select, [contenteditable], [role="combobox"], [role="listbox"], [role="menu"]';
const OPEN = 'vaadin-dialog[opened], vaadin-confirm-dialog[opened]';

function isWriting(event) {
  return event.composedPath().some((node) => node instanceof Element && node.matches(WRITING));
}

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.repeat || event.altKey) return;
  const isPalette = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'k';
  const isHelp = event.key === '?' && !event.ctrlKey && !event.metaKey && !isWriting(event);
  if ((!isPalette && !isHelp) || document.querySelector(OPEN)) return;
  const button = document.getElementById('action-palette');
  if (button) {
    event.preventDefault();
    button.click();
  }
});
