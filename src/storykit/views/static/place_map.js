// Names keep their places as worked out for each zoom; popups open with Enter, close with Escape, give the focus back.
function placeMap(map, markers, { levels, layouts, titles, radii, keys }) {
  let told = false;
  map.attributionControl.setPrefix(false);
  const box = map.getContainer();
  box.setAttribute("role", "main");
  box.setAttribute("aria-label", "Map. Tab goes from place to place, Enter opens its sentences, Escape closes them.");

  function arrange() {
    const level = levels.reduce((best, zoom, i) => (zoom <= map.getZoom() ? i : best), 0);
    markers.forEach((marker, i) => {
      const [side, x, y] = layouts[level][i];
      const icon = marker.getElement();
      icon.dataset.side = side;
      icon.style.marginLeft = `${x - radii[i]}px`;
      icon.style.marginTop = `${y - radii[i]}px`;
    });
  }

  markers.forEach((marker, i) => {
    marker.getElement().setAttribute("aria-label", titles[i]);
    marker.on("popupopen", ({ popup }) => {
      const frame = popup.getElement();
      frame.setAttribute("role", "dialog");
      frame.setAttribute("aria-label", titles[i]);
      const content = frame.querySelector(".leaflet-popup-content");
      content.tabIndex = 0;
      if (!told) content.focus({ preventScroll: true });
      if (!told) window.parent.postMessage({ storykit: keys[i][0] }, "*");
    });
    marker.on("popupclose", () => told || marker.getElement().focus({ preventScroll: true }));
  });
  // What is chosen in another view opens here, without taking the focus away from there.
  window.addEventListener("message", ({ data }) => {
    if (typeof data?.show !== "string") return;
    const found = markers.findIndex((_, i) => keys[i].includes(data.show));
    told = true;
    map.invalidateSize({ pan: false });
    if (found >= 0 && !markers[found].isPopupOpen()) markers[found].openPopup();
    else if (found < 0) map.closePopup();
    told = false;
  });
  box.addEventListener("keydown", (event) => event.key === "Escape" && map.closePopup());
  map.on("zoomend", arrange);
  arrange();
}
