// The behaviours of the lessons' pages, in a script of their own: the workbench does not wait for them.

import { mountCopies } from "../shared/copy_buttons.js";
import { mountLesson } from "./lesson_form.js";
import { mountLines } from "./code_stepper.js";
import { mountRace } from "./race_page.js";

mountLesson();
mountRace();
mountLines();
mountCopies();
