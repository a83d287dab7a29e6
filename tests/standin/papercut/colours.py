"""The papers that more than one picture is cut from."""

NIGHT, DUSK, BLUE, TEAL = (24, 42, 82), (43, 72, 122), (72, 112, 160), (38, 96, 116)
CREAM, LAMP, RED, STRAW = (248, 240, 220), (250, 206, 96), (204, 62, 44), (226, 190, 128)
INK, WOOD, SKY = (26, 34, 52), (146, 92, 54), (196, 220, 226)
