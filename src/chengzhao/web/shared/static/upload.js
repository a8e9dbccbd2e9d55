// A photo is shown before it is sent, with the part that stays; a large one is made smaller on the telephone.
// Without this the whole photo is sent and the server does the same.
"use strict";
const input = document.querySelector("input[type=file][data-longest]");
const box = document.querySelector("[data-preview]");
const LARGE = 1000000;
const WIDE = 240;
let shown = null;
function kept(width, height) {
  const [wide, high] = (input.dataset.ratio || "").split(":").map(Number);
  if (!wide) { return [0, 0, width, height]; }
  const unit = Math.min(Math.floor(width / wide), Math.floor(height / high));
  const [w, h] = [unit * wide, unit * high];
  const keep = (document.getElementById("id_keep") || {}).value;
  const left = { left: 0, right: width - w }[keep] ?? Math.floor((width - w) / 2);
  const top = { top: 0, bottom: height - h }[keep] ?? Math.floor((height - h) / 2);
  return [left, top, w, h];
}
function draw() {
  if (!shown) { return; }
  const canvas = box.querySelector("canvas");
  const scale = WIDE / shown.width;
  canvas.width = WIDE;
  canvas.height = Math.round(shown.height * scale);
  const pen = canvas.getContext("2d");
  pen.globalAlpha = 0.35;
  pen.drawImage(shown, 0, 0, canvas.width, canvas.height);
  pen.globalAlpha = 1;
  const [x, y, w, h] = kept(shown.width, shown.height);
  pen.drawImage(shown, x, y, w, h, x * scale, y * scale, w * scale, h * scale);
  pen.lineWidth = 2;
  pen.strokeStyle = "#0b57a4";
  pen.strokeRect(x * scale + 1, y * scale + 1, w * scale - 2, h * scale - 2);
  const [leastWide, leastHigh] = (input.dataset.least || "0x0").split("x").map(Number);
  const small = w < leastWide || h < leastHigh;
  box.querySelector("[data-said]").textContent = small
    ? `裁好以后是${w}×${h}像素，应为${leastWide}×${leastHigh}像素以上，请靠近一些重拍。`
    : `${shown.width}×${shown.height}像素${input.dataset.ratio ? "，框里的部分保留" : ""}。看不清的请重拍。`;
}
function smaller(bitmap) {
  const scale = Math.min(1, input.dataset.longest / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.88));
}
async function chosen() {
  const [file] = input.files;
  shown = null;
  box.hidden = true;
  if (!file || !file.type.startsWith("image/")) { return; }
  try {
    shown = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    // The server says what it is and what to do.
    return;
  }
  box.hidden = false;
  draw();
  if (file.size <= LARGE || file !== input.files[0]) { return; }
  const made = await smaller(shown);
  if (!made || made.size >= file.size || file !== input.files[0]) { return; }
  const list = new DataTransfer();
  list.items.add(new File([made], `${file.name.replace(/\.[^.]*$/, "")}.jpg`, { type: "image/jpeg" }));
  input.files = list.files;
}
if (input && box) {
  input.addEventListener("change", chosen);
  const keep = document.getElementById("id_keep");
  if (keep) { keep.addEventListener("change", draw); }
}
