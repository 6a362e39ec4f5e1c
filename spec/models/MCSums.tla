------------------------------- MODULE MCSums --------------------------------
(* What a model of the counted CPUs runs, on a kernel that has per-CPU pairs.*)
EXTENDS SumsMany

ASSUME KernelHasThePairs  == PerCpuRefcount
ASSUME TellsWhoTakesWhat  == Tells(Takers)

\* Increments first: a put is counted whose get is not.
IncsFirst == FALSE
=============================================================================
