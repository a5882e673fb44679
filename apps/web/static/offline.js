// Runs on the offline page alone, which has no other script: lists what waits on this device.
const list = document.getElementById('waiting');
const person = localStorage.getItem('lianchuang.person') ?? '';

const stored = await new Promise((resolve) => {
  const opening = indexedDB.open('lianchuang');
  // Nothing was ever kept here: what does not exist is not made.
  opening.onupgradeneeded = () => opening.transaction.abort();
  opening.onerror = () => resolve([]);
  opening.onsuccess = () => {
    const all = opening.result.transaction('drafts').objectStore('drafts').getAll();
    all.onsuccess = () => resolve(all.result.filter((draft) => draft.userId === person && !draft.savedAt));
    all.onerror = () => resolve([]);
  };
});
const resort = Object.keys(localStorage)
  .filter((key) => person !== '' && key.startsWith(`lianchuang.draft.${person}.`))
  .map((key) => JSON.parse(localStorage.getItem(key) ?? 'null'));
const drafts = [...new Map([...stored, ...resort].map((draft) => [draft?.href, draft])).values()].filter(
  (draft) => typeof draft?.href === 'string' && draft.href.startsWith('/'),
);
for (const { href, title } of drafts) {
  const item = document.createElement('li');
  const way = document.createElement('a');
  way.href = href;
  way.textContent = title;
  item.append(way);
  list.append(item);
}
const count = document.getElementById('count');
count.hidden = drafts.length === 0;
count.querySelector('b').textContent = String(drafts.length);

const from = new URL(location.href).searchParams.get('from') ?? '';
if (/^\/(?![/\\])/.test(from)) document.getElementById('again').href = from;
