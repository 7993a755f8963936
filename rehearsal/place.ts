/** Where everything is: the account and the region of the offline AWS. */
export const PLACE = { region: 'us-east-1', account: '123456789012' } as const;
