"use strict";
(() => {
  const marks = [...document.querySelectorAll("mark[data-keys]")];
  const keysOf = (mark) => mark.dataset.keys.split(" ");
  const clear = () => document.querySelectorAll(".on").forEach((node) => node.classList.remove("on"));
  const show = (node) => node && node.scrollIntoView({ block: "center", behavior: "smooth" });
  const turns = new Map();
  const fromFinding = (finding) => {
    clear();
    finding.classList.add("on");
    const mine = marks.filter((mark) => keysOf(mark).includes(finding.dataset.key));
    mine.forEach((mark) => mark.classList.add("on"));
    show(mine[0]);
  };
  const fromMark = (mark) => {
    clear();
    const keys = keysOf(mark);
    const turn = (turns.get(mark) ?? -1) + 1;
    turns.set(mark, turn);
    const finding = document.getElementById(keys[turn % keys.length]);
    finding.classList.add("on");
    marks.filter((other) => keysOf(other).includes(finding.dataset.key)).forEach((other) => other.classList.add("on"));
    show(finding);
  };
  const act = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    const finding = event.target.closest(".finding[role=button]");
    const mark = event.target.closest("mark[data-keys]");
    if (!finding && !mark) return;
    event.preventDefault();
    if (finding) fromFinding(finding); else fromMark(mark);
  };
  document.addEventListener("click", act);
  document.addEventListener("keydown", act);
})();
