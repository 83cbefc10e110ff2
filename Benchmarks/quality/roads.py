"""What befalls the voices of the benchmark."""

from lossy import Road
from trial import Conditions

CONDITIONS = {
    "clean": Conditions(),
    "5 % lost": Conditions(up=Road(loss=0.05), repairing=10),
    "10 % lost": Conditions(up=Road(loss=0.1), repairing=10),
    "20 % lost": Conditions(up=Road(loss=0.2), repairing=20),
    "10 % lost, no repairs": Conditions(up=Road(loss=0.1)),
    "5 % lost in bursts": Conditions(up=Road(loss=0.05, burst=3), repairing=10),
    "10 % lost in bursts": Conditions(up=Road(loss=0.1, burst=3), repairing=10),
    "20 % lost in bursts": Conditions(up=Road(loss=0.2, burst=3), repairing=20),
    "100 ms of jitter": Conditions(up=Road(jitter=0.1)),
    "5 % overtaken": Conditions(up=Road(reordered=0.05)),
    "10 % doubled": Conditions(up=Road(doubled=0.1)),
    "clock 200 ppm fast": Conditions(drift=200),
    "clock 2000 ppm fast": Conditions(drift=2000),
    "clock 2000 ppm slow": Conditions(drift=-2000),
    "5 % lost to the listener": Conditions(down=Road(loss=0.05)),
    "10 % lost to the listener": Conditions(down=Road(loss=0.1)),
    "20 % lost to the listener": Conditions(down=Road(loss=0.2)),
    "100 ms of jitter to the listener": Conditions(down=Road(jitter=0.1)),
}
