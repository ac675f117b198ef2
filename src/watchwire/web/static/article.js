// Findings and highlights, linked both ways, by mouse and by keyboard.
const marks = [...document.querySelectorAll("mark[data-keys]")];
const keysOf = (mark) => mark.dataset.keys.split(" ");
const turns = new Map();
const clear = () => document.querySelectorAll(".on").forEach((node) => node.classList.remove("on"));
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
const show = (node) => node?.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
const light = (key) => {
  clear();
  const finding = document.getElementById(key);
  finding?.classList.add("on");
  const mine = marks.filter((mark) => keysOf(mark).includes(key));
  mine.forEach((mark) => mark.classList.add("on"));
  return { finding, mine };
};
const fromFinding = (key) => show(light(key).mine[0]);
const fromMark = (mark) => {
  const keys = keysOf(mark);
  const turn = (turns.get(mark) ?? -1) + 1;
  turns.set(mark, turn);
  show(light(keys[turn % keys.length]).finding);
};
document.addEventListener("click", (event) => {
  const button = event.target.closest(".finding button");
  const mark = event.target.closest("mark[data-keys]");
  if (button) fromFinding(button.dataset.key);
  else if (mark) fromMark(mark);
});
document.addEventListener("keydown", (event) => {
  const mark = event.target.closest?.("mark[data-keys]");
  if (mark && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    fromMark(mark);
  }
});
