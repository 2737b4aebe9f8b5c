import { mountManyPaths } from "./motion.js";

mountManyPaths();
