import { mountGoal } from "../goal_motion.js";

mountGoal();
