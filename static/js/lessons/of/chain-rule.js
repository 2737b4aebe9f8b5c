import { mountChain } from "../chain_drag.js";
import { mountChainMotion } from "../chain_motion.js";

mountChain();
mountChainMotion();
