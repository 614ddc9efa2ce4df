// The keys of the desk: J and K go through the cases, Enter goes to the case, T takes it, S lets it wait, N notes. The
// last three in the question of a run's page too.
// Each does what a click does, so the server sees the same. They act only while the focus is within the desk or the
// question (WCAG 2.1.4), once a press, and not while somebody writes or chooses, or in a dialog.

const ACTIONS = { t: 'action-take', s: 'action-snooze', n: 'action-note' };
const WRITING = [
  'input, textarea, select, [contenteditable], vaadin-select, vaadin-combo-box, vaadin-tabs',
  'vaadin-date-picker, vaadin-time-picker, vaadin-date-time-picker, vaadin-menu-bar, vaadin-list-box',
  '[role="listbox"], [role="option"], [role="menu"], [role="menubar"], [role="menuitem"], [role="combobox"]',
].join(', ');
const OPEN = [
  'vaadin-dialog[opened], vaadin-confirm-dialog[opened], vaadin-popover[opened], vaadin-context-menu[opened]',
  'vaadin-select[opened], vaadin-combo-box[opened], vaadin-date-picker[opened], vaadin-time-picker[opened]',
].join(', ');

function isElsewhere(event) {
  return (
    event.defaultPrevented ||
    event.repeat ||
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    document.querySelector(OPEN) !== null ||
    event.composedPath().some((node) => node instanceof Element && node.matches(WRITING))
  );
}

function step(desk, by) {
  const entries = [...desk.querySelectorAll('.case-entry')];
  const at = entries.findIndex((entry) => entry.hasAttribute('aria-current'));
  const next = entries[Math.min(Math.max(at + by, 0), entries.length - 1)];
  if (next) {
    next.focus();
    next.click();
  }
}

function press(desk, id) {
  const button = desk.querySelector(`#${id}`);
  if (button && button.offsetParent !== null) {
    button.click();
  }
}

document.addEventListener('keydown', (event) => {
  const desk = event.target instanceof Element ? event.target.closest('#desk, #view-run #attention') : null;
  if (!desk || desk.hidden || isElsewhere(event)) return;
  const key = event.key.toLowerCase();
  if ((key === 'j' || key === 'k') && desk.querySelector('.case-entry')) {
    step(desk, key === 'j' ? 1 : -1);
  } else if (key === 'enter' && event.target instanceof Element && event.target.matches('.case-entry')) {
    event.target.click();
    desk.querySelector('#case-title')?.focus();
  } else if (ACTIONS[key]) {
    press(desk, ACTIONS[key]);
  } else {
    return;
  }
  event.preventDefault();
});
