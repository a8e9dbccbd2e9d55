// A browser that cannot style what a closed <details> hides prints it folded: unfolded for the print alone.
"use strict";
addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("details:not([open]):not(.menu)")) {
    folded.open = true;
    folded.dataset.unfolded = "";
  }
});
addEventListener("afterprint", () => {
  for (const unfolded of document.querySelectorAll("details[data-unfolded]")) {
    unfolded.open = false;
    delete unfolded.dataset.unfolded;
  }
});
