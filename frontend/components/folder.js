// A folder of documents, chosen or dropped, is packed here and sent as the ZIP that it is then: whole, by one door, under
// the rules that hold for every ZIP. Only JSON documents go into it, none that systems and tools put beside them. An
// upload takes part by naming its limits: data-most-documents and data-most-bytes. It is told of what it has no file for
// yet by two events: "folder-packing" and "folder-refused".

const UPLOAD = 'vaadin-upload[data-most-documents]';
const UTF_8_NAMES = 0x0800;
const STORED = 0;
const DEFLATED = 8;
const FIRST_DAY = 0x0021;

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest;
});

function crc32(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = CRC[(sum ^ byte) & 0xff] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}

// Little-endian: [number, bytes] one after the other.
function head(...fields) {
  const view = new DataView(new ArrayBuffer(fields.reduce((size, [, bytes]) => size + bytes, 0)));
  let at = 0;
  for (const [number, bytes] of fields) {
    if (bytes === 2) view.setUint16(at, number, true);
    else view.setUint32(at, number, true);
    at += bytes;
  }
  return view.buffer;
}

async function deflated(bytes) {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

async function zip(documents) {
  const parts = [];
  const listed = [];
  let at = 0;
  let listedBytes = 0;
  for (const { path, file } of documents) {
    const name = new TextEncoder().encode(path);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const smaller = await deflated(bytes);
    const isSmaller = smaller.length < bytes.length;
    const content = isSmaller ? smaller : bytes;
    const facts = [
      [20, 2],
      [UTF_8_NAMES, 2],
      [isSmaller ? DEFLATED : STORED, 2],
      [0, 2],
      [FIRST_DAY, 2],
      [crc32(bytes), 4],
      [content.length, 4],
      [bytes.length, 4],
      [name.length, 2],
      [0, 2],
    ];
    parts.push(head([0x04034b50, 4], ...facts), name, new Blob([content]));
    listed.push(head([0x02014b50, 4], [20, 2], ...facts, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]), name);
    at += 30 + name.length + content.length;
    listedBytes += 46 + name.length;
  }
  const count = documents.length;
  const end = head([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [listedBytes, 4], [at, 4], [0, 2]);
  return new Blob([...parts, ...listed, end]);
}

function isSystems(path) {
  return path.split('/').some((name) => name.startsWith('.') || name === '__MACOSX');
}

async function take(upload, folder, files) {
  const seen = files.filter(({ path }) => !isSystems(path));
  const documents = seen.filter(({ path }) => /.\.json$/i.test(path));
  const tell = (event, detail) => upload.dispatchEvent(new CustomEvent(event, { detail }));
  const bytes = documents.reduce((sum, { file }) => sum + file.size, 0);
  if (documents.length > Number(upload.dataset.mostDocuments)) {
    tell('folder-refused', { why: 'too_many' });
  } else if (bytes > Number(upload.dataset.mostBytes)) {
    tell('folder-refused', { why: 'too_large' });
  } else {
    tell('folder-packing', { documents: documents.length, left: seen.length - documents.length });
    try {
      const packed = new File([await zip(documents)], folder, { type: 'application/zip' });
      upload.files = [packed];
      upload.uploadFiles(packed);
    } catch {
      // removed, moved or closed to the browser since it was chosen
      tell('folder-refused', { why: 'unreadable' });
    }
  }
}

const picker = document.createElement('input');
picker.type = 'file';
picker.webkitdirectory = true;
picker.hidden = true;
picker.addEventListener('change', () => {
  const upload = document.querySelector(UPLOAD);
  const files = [...picker.files];
  if (upload && files.length > 0) {
    const [folder] = files[0].webkitRelativePath.split('/');
    const within = (file) => ({ path: file.webkitRelativePath.slice(folder.length + 1), file });
    take(upload, folder, files.map(within));
  }
  // the same folder again is a change too
  picker.value = '';
});
document.body.append(picker);

async function within(folder, prefix) {
  const found = [];
  const reader = folder.createReader();
  for (;;) {
    // a part at a time, until there is none
    const entries = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (entries.length === 0) return found;
    for (const entry of entries) {
      const path = prefix + entry.name;
      if (entry.isDirectory) {
        if (!isSystems(path)) found.push(...(await within(entry, `${path}/`)));
      } else {
        found.push({ path, file: await new Promise((resolve, reject) => entry.file(resolve, reject)) });
      }
    }
  }
}

function partOf(event, selector) {
  return event.composedPath().find((node) => node instanceof Element && node.matches(selector));
}

if (!('webkitdirectory' in HTMLInputElement.prototype && 'CompressionStream' in window)) {
  document.documentElement.classList.add('no-folders');
}

document.addEventListener('click', (event) => {
  const button = partOf(event, '#action-upload-folder');
  if (button && !button.disabled) picker.click();
});

document.addEventListener(
  'drop',
  (event) => {
    const upload = partOf(event, UPLOAD);
    const folder = [...(event.dataTransfer?.items ?? [])]
      .map((item) => item.webkitGetAsEntry?.())
      .find((entry) => entry?.isDirectory);
    if (!upload || !folder) return;
    event.preventDefault();
    event.stopPropagation();
    upload.removeAttribute('dragover');
    within(folder, '').then(
      (files) => take(upload, folder.name, files),
      () => upload.dispatchEvent(new CustomEvent('folder-refused', { detail: { why: 'unreadable' } })),
    );
  },
  true,
);
