// The line icons of the page, as SVG path data on a 24 × 24 grid.

export const MORE = "M4.5 12a.7.7 0 1 0 1.4 0 .7.7 0 0 0-1.4 0m6.8 0a.7.7 0 1 0 1.4 0 .7.7 0 0 0-1.4 0m6.8 0a.7.7 0 1 0 1.4 0 .7.7 0 0 0-1.4 0";
export const THREAD = "M4 5h16v11H9l-5 4z";
export const CLOSE = "M6 6l12 12M18 6L6 18";
export const CLOCK = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l3 2";
export const SIDEBAR = "M4 6h16M4 12h16M4 18h16";
export const TRAFFIC = "M8 4v16m0 0-3-3m3 3 3-3M16 20V4m0 0-3 3m3-3 3 3";
export const ATTACH = "M20 11.5 12 19.5a5 5 0 0 1-7-7l8-8a3.4 3.4 0 0 1 5 5l-8 8a1.6 1.6 0 0 1-2.4-2.4l7-7";
export const SEND = "M4 4l17 8-17 8 3-8zM7 12h14";
export const HASH = "M9 4 7 20M17 4l-2 16M4 9h17M3 15h17";
export const LOCK = "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3";
export const BOLT = "M13 3 5 14h6l-1 7 8-11h-6z";
export const FILE = "M6 3h8l4 4v14H6zM14 3v4h4";
export const DOWN = "M12 5v14m0 0-6-6m6 6 6-6";
export const BACK = "M15 5l-7 7 7 7";
