// Findings and highlights, linked both ways, by mouse and by keyboard; places in the address; a sheet on a phone.
const marks = [...document.querySelectorAll("mark[data-keys]")];
const pieces = [...document.querySelectorAll("[data-start]")];
const buttons = [...document.querySelectorAll(".finding button")];
const keysOf = (mark) => mark.dataset.keys.split(" ");
const turns = new Map();
const clear = () => document.querySelectorAll(".on").forEach((node) => node.classList.remove("on"));
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
const show = (node) => node?.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
const aside = document.getElementById("findings");
const opener = document.getElementById("sheet-open");
const closer = document.getElementById("sheet-close");
const small = matchMedia("(max-width: 52rem)");
const sheet = (open) => { aside.classList.toggle("open", open); opener.hidden = open || !small.matches; closer.hidden = !open; };
const fit = () => { document.body.classList.toggle("sheets", small.matches); sheet(false); };
small.addEventListener("change", fit);
fit();
opener.addEventListener("click", () => { sheet(true); aside.focus(); });
closer.addEventListener("click", () => { sheet(false); opener.focus(); });

const light = (key) => {
  clear();
  const finding = document.getElementById(key);
  finding?.closest("details")?.setAttribute("open", "");
  finding?.classList.add("on");
  const mine = marks.filter((mark) => keysOf(mark).includes(key));
  mine.forEach((mark) => mark.classList.add("on"));
  return { finding, mine };
};
const note = (at) => { if (at) history.replaceState(null, "", `#c${at}`); };
const fromFinding = (button) => {
  sheet(false);
  show(light(button.dataset.key).mine[0]);
  note(button.dataset.at);
};
const fromMark = (mark) => {
  const keys = keysOf(mark);
  const turn = (turns.get(mark) ?? -1) + 1;
  turns.set(mark, turn);
  const { finding } = light(keys[turn % keys.length]);
  if (small.matches) sheet(true);
  show(finding);
  note(`${mark.dataset.start}-${Number(mark.dataset.start) + [...mark.textContent].length}`);
};
const fromAddress = () => {
  const found = /^#c(\d+)-(\d+)$/.exec(location.hash);
  if (!found) return;
  clear();
  const [start, end] = [Number(found[1]), Number(found[2])];
  const over = pieces.filter((piece) => {
    const from = Number(piece.dataset.start);
    return from < end && start < from + [...piece.textContent].length;
  });
  const places = over.filter((piece) => piece.matches("mark")).length ? over.filter((piece) => piece.matches("mark")) : over;
  places.forEach((piece) => piece.classList.add("on"));
  places[0]?.scrollIntoView({ block: "center" });
};
addEventListener("hashchange", fromAddress);
fromAddress();

document.addEventListener("click", (event) => {
  const button = event.target.closest(".finding button");
  const mark = event.target.closest("mark[data-keys]");
  if (button) fromFinding(button);
  else if (mark) fromMark(mark);
});
document.querySelectorAll("input[data-tone]").forEach((box) => box.addEventListener("change", () => {
  document.querySelectorAll(`.finding[data-tone="${box.dataset.tone}"]`).forEach((node) => { node.hidden = !box.checked; });
}));
const step = (list, from, by) => list[Math.max(0, Math.min(list.length - 1, from + by))];
const visible = () => buttons.filter((button) => button.offsetParent !== null || small.matches);
let at = -1;
let place = -1;
document.addEventListener("keydown", (event) => {
  const mark = event.target.closest?.("mark[data-keys]");
  if (mark && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    fromMark(mark);
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const list = visible();
  if (event.key === "n" || event.key === "p") {
    const next = step(list, at, event.key === "n" ? 1 : -1);
    at = list.indexOf(next);
    next?.focus({ preventScroll: true });
    if (next) { light(next.dataset.key); show(next); show(marks.find((one) => keysOf(one).includes(next.dataset.key))); note(next.dataset.at); }
  } else if (event.key === "j" || event.key === "k") {
    place = marks.indexOf(step(marks, place, event.key === "j" ? 1 : -1));
    marks.forEach((one, index) => { one.tabIndex = index === place ? 0 : -1; });
    marks[place]?.focus({ preventScroll: true });
    show(marks[place]);
  } else if (event.key === "Escape") sheet(false);
  else return;
  event.preventDefault();
});
