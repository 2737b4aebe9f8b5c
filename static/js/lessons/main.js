// What all lessons do, in a script of their own: the workbench does not wait for it. What one does alone is in of/.

import { mountBeats } from "./beats.js";
import { mountMarks } from "./guess_marks.js";
import { mountLesson } from "./lesson_form.js";
import { mountPicture } from "./picture_in_view.js";
import { mountQuestions } from "./questions.js";

mountLesson();
mountBeats();
mountPicture();
mountMarks();
mountQuestions();
