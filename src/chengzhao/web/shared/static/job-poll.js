// Keeps the part of a page that says how far a job is up to date: after 2 seconds, then ever later, up to 10.
// Without it the page has a link that loads it anew. When the job ends the whole page is loaded once more.
(() => {
  const part = document.querySelector("[data-poll]");
  if (!part) return;
  const open = ["QUEUED", "RUNNING"];
  let wait = 2000;
  const ask = async () => {
    try {
      const answer = await fetch(part.dataset.poll, { credentials: "same-origin" });
      if (!answer.ok || answer.redirected) return location.reload();
      const text = await answer.text();
      const fresh = new DOMParser().parseFromString(text, "text/html").body;
      const state = fresh.querySelector("[data-state]");
      if (!state || !open.includes(state.dataset.state)) return location.reload();
      const isPressing = part.contains(document.activeElement);
      if (!isPressing) part.replaceChildren(...fresh.childNodes);
    } catch {
      // The network is away for a moment: the next question will tell.
    }
    wait = Math.min(wait * 1.3, 10000);
    setTimeout(ask, wait);
  };
  setTimeout(ask, wait);
})();
