# What a committee writes after comparing.
letters-clarification = { $tender }: request for clarification
letters-minutes = { $tender }: minutes of the evaluation
letters-ranking = { $tender }: ranking
letters-allotment = { $tender }: result across lots
letters-award = { $tender }: result of the procedure
letters-board = { $tender }: for the board
letters-called = { $vendor } with { $device }
letters-fate-won = { $bid } is awarded the lot
letters-fate-passed = { $bid } is awarded the lot; { $passed }, with more points, has won as many lots as one bidder may
letters-fate-tied = not decided: { $bids } have the same points
letters-fate-uncounted = not decided: nothing that is counted says which of { $bids } is better
letters-fate-waiting = not decided: something of { $bids } waits for a reviewer
letters-fate-after = not decided: it hangs on lot { $number }, since one bidder may win only so many lots
letters-fate-nobody = no bid can be awarded the lot
letters-written = { $count ->
    [one] 1 document in { $place }
   *[other] { $count } documents in { $place }
}
letters-undecided = lot { $number } { $lot }: { $fate }; no letters about its award
letters-nothing-asked = nothing is open or lacking in any bid: no request for clarification
