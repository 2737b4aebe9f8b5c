// What all lessons do, in a script of their own: the workbench does not wait for it. What one does alone is in its folder.

import { mountBeats } from "./kit/beats.js";
import { mountMarks } from "./kit/guess_marks.js";
import { mountLesson } from "./kit/lesson_form.js";
import { mountPicture } from "./kit/picture_in_view.js";
import { mountQuestions } from "./kit/questions.js";

mountLesson();
mountBeats();
mountPicture();
mountMarks();
mountQuestions();
