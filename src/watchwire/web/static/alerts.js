// The queue by keyboard: j and k move, x chooses, Enter opens, 1 2 3 decide on what is chosen.
const rows = [...document.querySelectorAll("tr[data-alert]")];
const form = document.getElementById("bulk");
const state = document.getElementById("bulk-state");
const comment = document.getElementById("bulk-comment");
let at = -1;
const go = (to) => {
  if (!rows.length) return;
  rows[at]?.setAttribute("aria-selected", "false");
  at = Math.max(0, Math.min(rows.length - 1, to));
  rows[at].setAttribute("aria-selected", "true");
  rows[at].scrollIntoView({ block: "nearest" });
};
const box = (row) => row.querySelector("input[type=checkbox]");
const choices = { 1: "in review", 2: "recommended true match", 3: "false positive" };
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), textarea, select")) return;
  if (event.key === "j") go(at + 1);
  else if (event.key === "k") go(at - 1);
  else if (event.key === "x" && at >= 0) box(rows[at]).checked = !box(rows[at]).checked;
  else if (event.key === "Enter" && at >= 0 && event.target === document.body) rows[at].querySelector("a").click();
  else if (choices[event.key] && form) {
    if (at >= 0 && !rows.some((row) => box(row).checked)) box(rows[at]).checked = true;
    state.value = choices[event.key];
    comment.focus();
  } else return;
  event.preventDefault();
});
document.getElementById("every")?.addEventListener("change", (event) => {
  rows.forEach((row) => { box(row).checked = event.target.checked; });
});
