/** A score as it is sent: whole, never a part of it. */
import { sameQuote, type Quote } from "./selector";

export interface Recommendation {
  action: string;
  text: string;
}

/** What a reviewer writes for one cell. rating: null while there are only notes. */
export interface ScoreContent {
  rating: string | null;
  rationale: string;
  evidence: Quote[];
  recommendation: Recommendation | null;
}

/** text_sha256: of the words on screen. confirms: id of the older score that is re-confirmed; null otherwise. */
export interface ScoreBody extends ScoreContent {
  text_sha256: string;
  confirms: number | null;
}

export const EMPTY: ScoreContent = { rating: null, rationale: "", evidence: [], recommendation: null };

/** The four things a reviewer writes, without what the service adds. */
export function contentOf(score: ScoreContent): ScoreContent {
  const { rating, rationale, evidence, recommendation } = score;
  return { rating, rationale, evidence, recommendation };
}

function sameRecommendation(left: Recommendation | null, right: Recommendation | null): boolean {
  return left?.action === right?.action && (left?.text ?? "") === (right?.text ?? "");
}

/** Whether two scores say the same, so that nobody needs to choose between them. */
export function sameContent(left: ScoreContent, right: ScoreContent): boolean {
  return (
    left.rating === right.rating &&
    left.rationale === right.rationale &&
    sameRecommendation(left.recommendation, right.recommendation) &&
    left.evidence.length === right.evidence.length &&
    left.evidence.every((quote, k) => sameQuote(quote, right.evidence[k]!))
  );
}

/** Actions that propose words. */
export function proposes(recommendation: Recommendation | null): boolean {
  return recommendation?.action === "amend" || recommendation?.action === "add";
}

/** What the service would ask for: "not applicable" needs a rationale, an amendment or addition its words. */
export function missingOf(content: ScoreContent): "rationale" | "proposal" | null {
  if (content.rating === "not_applicable" && !content.rationale.trim()) return "rationale";
  return proposes(content.recommendation) && !content.recommendation?.text.trim() ? "proposal" : null;
}

/** Whether the service would take it; what is incomplete waits in the browser. */
export function isComplete(content: ScoreContent): boolean {
  return missingOf(content) === null;
}

/** Both texts when they differ; the longer one when it holds the other. */
function mergeText(mine: string, theirs: string): string {
  if (mine.includes(theirs.trim())) return mine;
  if (theirs.includes(mine.trim())) return theirs;
  return `${mine.trimEnd()}\n\n${theirs.trimStart()}`;
}

/** My rating with both rationales, all evidence and both proposed texts: nothing that was written is lost. */
export function mergeContent(mine: ScoreContent, theirs: ScoreContent): ScoreContent {
  const added = theirs.evidence.filter((quote) => !mine.evidence.some((own) => sameQuote(own, quote)));
  const recommendation =
    mine.recommendation && theirs.recommendation
      ? {
          action: mine.recommendation.action,
          text: mergeText(mine.recommendation.text, theirs.recommendation.text),
        }
      : (mine.recommendation ?? theirs.recommendation);
  return {
    rating: mine.rating ?? theirs.rating,
    rationale: mergeText(mine.rationale, theirs.rationale),
    evidence: [...mine.evidence, ...added],
    recommendation,
  };
}
