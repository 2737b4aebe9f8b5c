import { mountChain } from "./drag.js";
import { mountChainMotion } from "./motion.js";

mountChain();
mountChainMotion();
