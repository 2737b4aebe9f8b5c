import { mountGoal } from "./motion.js";

mountGoal();
