/** The sentence that Send is described by. */
export const OUTLOOK_WORD_ID = 'send-outlook'
