// While lists are added or updated: what the work says, once a second; the page is loaded anew when it is over.
const card = document.getElementById("job");
if (card?.dataset.running === "yes") {
  const look = async () => {
    try {
      const job = await (await fetch("/lists/job")).json();
      document.getElementById("job-step").textContent = `step ${job.step} of ${job.steps}`;
      document.getElementById("job-lines").replaceChildren(...job.lines.slice(-30).map((line) => {
        const item = document.createElement("li");
        item.textContent = line;
        return item;
      }));
      if (!job.running) location.reload();
    } catch { /* asked again in a second */ }
  };
  setInterval(look, 1000);
}
