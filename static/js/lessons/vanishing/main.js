import { mountFader } from "./fader.js";
import { mountWhispers } from "./motion.js";

mountWhispers();
mountFader();
