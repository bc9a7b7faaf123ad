// The red box for whatever this page cannot draw, so that nobody mistakes silence for success.

import { h } from "../dom.js";

export const unsupported = (type) => h("div", { class: "unsupported", role: "note" }, `niet ondersteund: ${type}`);
