/** The id of the text that describes Send. */
export const PRECHECK_SUMMARY_ID = 'send-precheck'
