import { mountManyPaths } from "../many_paths.js";

mountManyPaths();
