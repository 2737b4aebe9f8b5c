// The behaviours of the lessons' pages, in a script of their own: the workbench does not wait for them.

import { mountCopies } from "./copies.js";
import { mountLesson } from "./lesson.js";
import { mountLines } from "./lines.js";
import { mountRace } from "./racing.js";

mountLesson();
mountRace();
mountLines();
mountCopies();
