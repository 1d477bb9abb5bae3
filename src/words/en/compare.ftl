# Bids side by side.
compare-failed = Failed: { $places }
compare-lacking = Lacks an answer or evidence: { $places }
compare-waiting = Waits for a reviewer: { $places }
compare-award = A bid that fails or is incomplete earns no points. Any other bid earns { $points } × fulfilled ÷ applicable: the weights of what it fulfils, among the weights of what applies to it, to two decimals, half up. A requirement is fulfilled if it is met and its mandatory evidence is in order, or if the buyer accepted the answer or the deviation. What the buyer has yet to judge counts as not fulfilled.
compare-number = No. { $number }
