// The server's clock as this page knows it: a browser's own clock may be minutes off.

let aheadMs = 0;

/** @param {number} serverMs the server's time, milliseconds since 1970, read this instant */
export function setServerTime(serverMs) {
  aheadMs = serverMs - Date.now();
}

/** @returns {number} milliseconds since 1970, by the server's clock */
export function now() {
  return Date.now() + aheadMs;
}
