"use strict";
(() => {
  const store = document.getElementById("rows");
  if (!store) return;
  const STEP = 100;
  const table = document.getElementById("ledger");
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const query = document.getElementById("query");
  const selects = [...document.querySelectorAll("#controls select")];
  const found = document.getElementById("found");
  const more = document.getElementById("more");
  const order = new Intl.Collator("zh-Hans-CN", { numeric: true });
  const entities = { amp: "&", lt: "<", gt: ">", "#34": '"', "#39": "'" };

  // The rows are one piece of text here.  Texts of documents are escaped in it, so every "<" is the page's own.
  const rows = store.textContent.split("<tr").slice(2).filter((piece) => piece.includes("</td></tr>") && !piece.startsWith(' class="total"'))
    .map((piece) => ({ html: "<tr" + piece.slice(0, piece.lastIndexOf("</tr>") + 5), id: (/^ id="(\w+)"/.exec(piece) || [])[1] }));
  const view = { rows, shown: 0, column: -1, direction: 0, only: null };

  const decode = (text) => text.replace(/&(amp|lt|gt|#34|#39);/g, (_, name) => entities[name]);
  const strip = (html) => decode(html.replace(/<[^>]*>/g, "\n"));
  const fold = (text) => text.normalize("NFKC").toLowerCase();

  function wordsOf(row) {
    return (row.words ??= fold(strip(row.html)));
  }

  function cellsOf(row) {
    return (row.cells ??= row.html.split("<td").slice(1).map((piece) => {
      const end = piece.indexOf(">");
      const key = / data-key="([^"]*)"/.exec(piece.slice(0, end));
      const text = strip(piece.slice(end + 1).split("</summary>")[0].split("</td>")[0]).trim();
      return { text, key: key ? decode(key[1]) : text };
    }));
  }

  function compare(one, other) {
    const [a, b] = [cellsOf(one)[view.column].key, cellsOf(other)[view.column].key];
    if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1);
    return view.direction * order.compare(a, b);
  }

  function choose() {
    const words = fold(query.value).split(/\s+/).filter(Boolean);
    const wanted = selects.filter((select) => select.value).map((select) => [Number(select.dataset.place), select.value]);
    view.rows = rows.filter((row) =>
      (!view.only || row.id === view.only) &&
      words.every((word) => wordsOf(row).includes(word)) &&
      wanted.every(([place, text]) => cellsOf(row)[place].text === text));
    if (view.direction) view.rows.sort(compare);
    body.replaceChildren();
    view.shown = 0;
    show(STEP);
  }

  function show(count) {
    const next = view.rows.slice(view.shown, view.shown + count);
    body.insertAdjacentHTML("beforeend", next.map((row) => row.html).join(""));
    view.shown += next.length;
    tell();
  }

  function tell() {
    const all = view.rows.length === rows.length;
    const part = view.shown < view.rows.length ? `，显示前${view.shown}项` : "";
    found.textContent = (all ? `共${rows.length}项` : `${rows.length}项中有${view.rows.length}项符合条件`) + part;
    more.hidden = view.shown >= view.rows.length;
  }

  function sortBy(column) {
    view.direction = view.column === column ? { 0: 1, 1: -1, [-1]: 0 }[view.direction] : 1;
    view.column = column;
    heads.forEach((head, place) => head.setAttribute("aria-sort",
      place !== column || !view.direction ? "none" : view.direction > 0 ? "ascending" : "descending"));
    choose();
  }

  function reset() {
    query.value = "";
    selects.forEach((select) => { select.value = ""; });
    view.only = null;
  }

  // What opens gets the whole width: it moves into a row of its own and back.
  function unfold(details) {
    const row = details.closest("tr");
    const item = details.querySelector(".item");
    if (details.open && item) {
      const below = document.createElement("tr");
      below.className = "opened";
      below.insertCell().colSpan = heads.length;
      below.cells[0].append(item);
      row.after(below);
    } else if (!details.open && row.nextElementSibling?.className === "opened") {
      details.append(row.nextElementSibling.querySelector(".item"));
      row.nextElementSibling.remove();
    }
  }

  function follow() {
    const id = location.hash.slice(1);
    if (!/^item\d+$/.test(id) || !rows.some((row) => row.id === id)) return;
    reset();
    view.only = id;
    choose();
    const opened = body.querySelector("details");
    if (opened) opened.open = true;
    document.getElementById("annex").scrollIntoView();
    body.querySelector("summary")?.focus({ preventScroll: true });
  }

  function trim() {
    while (view.shown > STEP) {
      if (body.lastElementChild.className !== "opened") view.shown -= 1;
      body.lastElementChild.remove();
    }
    tell();
  }

  let kept = [];
  addEventListener("beforeprint", () => {
    kept = [...document.querySelectorAll("details.line:not([open])")];
    kept.forEach((details) => { details.open = true; });
    show(rows.length);
  });
  addEventListener("afterprint", () => {
    kept.forEach((details) => { details.open = false; });
    trim();
  });
  addEventListener("hashchange", follow);
  body.addEventListener("toggle", (event) => unfold(event.target), true);
  heads.forEach((head, column) => head.firstElementChild.addEventListener("click", () => sortBy(column)));
  const changed = (event) => {
    if (event.isComposing) return;
    view.only = null;
    choose();
  };
  query.addEventListener("input", changed);
  query.addEventListener("compositionend", () => changed({ isComposing: false }));
  selects.forEach((select) => select.addEventListener("change", changed));
  document.getElementById("reset").addEventListener("click", () => { reset(); choose(); query.focus(); });
  more.addEventListener("click", () => {
    const first = view.shown;
    show(STEP * 2);
    body.querySelectorAll("tr:not(.opened)")[first]?.querySelector("summary, a")?.focus();
  });
  store.remove();
  document.getElementById("controls").hidden = false;
  table.hidden = false;
  choose();
  follow();
})();
