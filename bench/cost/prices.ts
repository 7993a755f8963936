/** What AWS asks for, in US dollars. */
export interface Prices {
  readonly perMillionInvocations: number;
  readonly perGbSecond: Readonly<Record<'x86_64' | 'arm64', number>>;
  readonly perThousandStateTransitions: number;
}

/** Of US East (N. Virginia), the first tier, without free tiers. */
export const PRICES: Prices = {
  perMillionInvocations: 0.2,
  perGbSecond: { x86_64: 0.0000166667, arm64: 0.0000133334 },
  perThousandStateTransitions: 0.025,
};

export const PRICES_ARE_FROM =
  'the pages "AWS Lambda Pricing" (aws.amazon.com/lambda/pricing) and "AWS Step Functions Pricing" (aws.amazon.com/step-functions/pricing), ' +
  'US East (N. Virginia), first tier, no free tier, as of 2026-11-26';
