/* quiesce.pml -- the handshake of src/platforms/handshake for Spin: N devices with their users, one coordinator.
 * Guarded commands: every process has one control location and every transition is one d_step, so that the stored
 * states are exactly the reachable valuations. -DBUG=1: a device takes itself for drained with one request under way.
 */
#ifndef N
#define N 3
#endif
#ifndef MAXIO
#define MAXIO 2
#endif
#ifndef FAULTS
#define FAULTS 1
#endif
#ifndef BUG
#define BUG 0
#endif
/* driver power states */
#define RUN 0
#define AGREED 1
#define DRAINING 2
#define QUIET 3
/* requests */
#define NONE 0
#define QUERY 1
#define SETP 2
#define RESUME 3
#define CANCEL 4
/* replies */
#define ACK 1
#define NAK 2
#define DRAINED 3
#define DONE 4
/* coordinator phases: even = sending, odd = waiting */
#define P_QSEND 0
#define P_QWAIT 1
#define P_SSEND 2
#define P_SWAIT 3
#define P_RSEND 4
#define P_RWAIT 5
#define P_CSEND 6
#define P_CWAIT 7
#define P_REPL 8
#define P_RESUMED 9
#define P_ROLLED 10

byte ds[N], inflight[N], held[N], outst[N], req[N], rep[N];
byte phase, k, nak, faults = FAULTS;

#ifdef ANYORDER
#define ELIG(i) (req[i]==NONE && ( (phase==P_QSEND && ds[i]==RUN && rep[i]==NONE) \
    || (phase==P_SSEND && ds[i]==AGREED) || (phase==P_RSEND && ds[i]==QUIET) \
    || (phase==P_CSEND && rep[i]==NONE) ))
#else
#define ELIG(i) (k==i && (phase==P_QSEND||phase==P_SSEND||phase==P_RSEND||phase==P_CSEND))
#endif

#define SEND(i) :: d_step { ELIG(i) -> \
    if :: phase==P_QSEND -> req[i]=QUERY :: phase==P_SSEND -> req[i]=SETP \
       :: phase==P_RSEND -> req[i]=RESUME :: else -> req[i]=CANCEL fi; \
    k++; if :: k==N -> k=0; phase++ :: else fi }

#define COLLECT(i) :: d_step { rep[i]!=NONE && (phase==P_QWAIT||phase==P_SWAIT||phase==P_RWAIT||phase==P_CWAIT) -> \
    if :: rep[i]==NAK -> nak=1 :: else fi; rep[i]=NONE; k++; \
    if :: k==N -> k=0; \
          if :: phase==P_QWAIT -> if :: nak -> phase=P_CSEND :: else -> phase=P_SSEND fi \
             :: phase==P_SWAIT -> phase=P_REPL \
             :: phase==P_RWAIT -> phase=P_RESUMED \
             :: else -> phase=P_ROLLED fi \
       :: else fi }

byte z;
active proctype Coordinator() {
end: do
  SEND(0)
  COLLECT(0)
#if N>1
  SEND(1)
  COLLECT(1)
#endif
#if N>2
  SEND(2)
  COLLECT(2)
#endif
#if N>3
  SEND(3)
  COLLECT(3)
#endif
#if N>4
  SEND(4)
  COLLECT(4)
#endif
#if N>5
  SEND(5)
  COLLECT(5)
#endif
#if N>6
  SEND(6)
  COLLECT(6)
#endif
  :: d_step { phase==P_REPL ->            /* hardware is replaced here: nobody may be doing DMA */
       z=0; do :: z<N -> assert(ds[z]==QUIET && inflight[z]==0); z++ :: else -> break od; z=0;
       phase=P_RSEND }
  od
}

#define i (_pid-1)
active [N] proctype Driver() {
end: do
  :: d_step { req[i]==QUERY -> req[i]=NONE; ds[i]=AGREED; rep[i]=ACK }
  :: d_step { req[i]==QUERY && faults>0 -> faults--; req[i]=NONE; rep[i]=NAK }
  :: d_step { req[i]==SETP -> req[i]=NONE; ds[i]=DRAINING }
  :: d_step { ds[i]==DRAINING && inflight[i]<=BUG -> ds[i]=QUIET; rep[i]=DRAINED }
  :: d_step { req[i]==RESUME -> req[i]=NONE; ds[i]=RUN; inflight[i]=inflight[i]+held[i]; held[i]=0; rep[i]=DONE;
              assert(outst[i]==inflight[i]) }
  :: d_step { req[i]==CANCEL -> req[i]=NONE; ds[i]=RUN; inflight[i]=inflight[i]+held[i]; held[i]=0; rep[i]=DONE;
              assert(outst[i]==inflight[i]) }
#ifdef SPLIT   /* -DSPLIT: completions in their own process, so that per-PROCESS weak fairness (pan -f) is meaningful */
  od
}
#undef i
#define i (_pid-1-N)
active [N] proctype Workload() {
end: do
  :: d_step { outst[i]<MAXIO -> outst[i]++;
       if :: ds[i]<=AGREED -> inflight[i]++ :: else -> held[i]++ fi;
       assert(outst[i]==inflight[i]+held[i]) }
  od
}
#undef i
#define i (_pid-1-2*N)
active [N] proctype Hw() {
end: do
#endif
  :: d_step { inflight[i]>0 -> assert(ds[i]!=QUIET);            /* DMA while quiesced? */
              inflight[i]--; outst[i]--; assert(outst[i]==inflight[i]+held[i]) }  /* I/O lost? */
  od
}
#undef i
#ifndef SPLIT
#define i (_pid-1-N)
active [N] proctype Workload() {
end: do
  :: d_step { outst[i]<MAXIO -> outst[i]++;
       if :: ds[i]<=AGREED -> inflight[i]++ :: else -> held[i]++ fi;
       assert(outst[i]==inflight[i]+held[i]) }
  od
}
#undef i
#endif
#ifdef LIVE
ltl fin { <> (phase==P_RESUMED || phase==P_ROLLED) }
#endif
