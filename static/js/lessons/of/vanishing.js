import { mountFader } from "../fader.js";
import { mountWhispers } from "../whispers_motion.js";

mountWhispers();
mountFader();
