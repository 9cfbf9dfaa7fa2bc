"use strict";
const at = (id) => document.getElementById(id);

function show(told) {
  at("name").textContent = told.template;
  document.title = told.template;
  const trouble = told.trouble;
  at("trouble").hidden = !trouble;
  at("pages").className = trouble ? "old" : "";
  if (trouble) {
    at("what").textContent = trouble.what;
    at("where").textContent = trouble.file ? `${trouble.file}:${trouble.line}` : "";
    at("source").textContent = trouble.source;
    at("source").hidden = !trouble.source;
  } else if (told.version) {
    const images = Array.from({ length: told.pages }, (_, i) => {
      const image = document.createElement("img");
      image.src = `pages/${i + 1}.png?${told.version}`;
      image.alt = `Page ${i + 1}`;
      return image;
    });
    Promise.allSettled(images.map((image) => image.decode())).then(() => {
      const place = window.scrollY;
      at("pages").replaceChildren(...images);
      window.scrollTo(0, place);
    });
  }
  at("state").textContent = trouble ? "cannot be printed" : told.version
    ? `${told.pages} page${told.pages === 1 ? "" : "s"}, ${Math.round(told.size / 1024)} KB` : "printing …";
  document.body.dataset.version = told.version;
}

const events = new EventSource("events");
events.onmessage = (event) => show(JSON.parse(event.data));
events.onerror = () => { at("state").textContent = "the preview has ended"; };
