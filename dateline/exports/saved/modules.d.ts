/** The modules by the names that boot.js gives them. */
declare module "dateline/*";
