/** What a mail is known, or predicted, to be. */
export type Label = "ham" | "spam";

/** One labelled mail of a corpus. */
export type Mail = {
  /** Unique in its corpus, and its path there: `easy-ham-1/00001.7c53336b37003a9286aba55d2945844c.txt`. */
  id: string;
  /** The contributor whose data it is. */
  group: string;
  label: Label;
  /** The file as it was published, headers included. Not always valid UTF-8. */
  bytes: Uint8Array;
};

/** How many of how many steps are done. */
export type Progress = { done: number; total: number };

/** Called as a long piece of work advances. */
export type OnProgress = (progress: Progress) => void;
