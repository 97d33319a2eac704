// `npm run build`: compiles src to dist when something changed.
import { build } from "./setup.mjs";

build();
