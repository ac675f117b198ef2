// 1, 2, 3 on a match: in review, recommended, false positive; the comment is asked for next.
const state = document.getElementById("state");
const comment = document.getElementById("comment");
const choices = { 1: "in review", 2: "recommended true match", 3: "false positive" };
document.addEventListener("keydown", (event) => {
  if (!state || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const wanted = choices[event.key];
  if (wanted && [...state.options].some((option) => option.value === wanted)) {
    state.value = wanted;
    comment.focus();
    event.preventDefault();
  }
});
