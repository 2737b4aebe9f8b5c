// What the pages of a class do besides those of the workbench: they follow the class.

import "htmx.org/dist/ext/hx-sse.js"; // it registers itself with the htmx of app.js, which is loaded before

import { mountAnnouncing } from "./announcing.js";
import { mountElsewhere } from "./elsewhere.js";
import { mountFollowing } from "./following.js";
import { mountRail } from "./rail.js";

mountFollowing(/** @type {{htmx: import("htmx.org").Htmx}} */ (/** @type {unknown} */ (window)).htmx);
mountElsewhere();
mountAnnouncing();
mountRail();
