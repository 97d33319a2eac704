/** Name of the text property in which each row of ours tells the file it was made of. */
export const SOURCE_PROPERTY = "Source";
